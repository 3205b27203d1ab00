<!ELEMENT ok EMPTY>
<!-- café -->
