<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- Text of a catalogue, used by other DTDs as well. -->

<!ENTITY % inline "em | code | a">
<!ENTITY % flow "#PCDATA | %inline;">

<!ELEMENT em (%flow;)*>
<!ELEMENT code (#PCDATA)>
<!ATTLIST code xml:space (default|preserve) 'preserve'>
<!ELEMENT a (#PCDATA | em | code)*>
<!ATTLIST a href %URI; #REQUIRED>
