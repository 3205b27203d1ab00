<?xml version="1.0"?>
<!ELEMENT n EMPTY>
