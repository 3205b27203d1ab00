<!ENTITY % model "(a, b">
<!ELEMENT deep %model;>
