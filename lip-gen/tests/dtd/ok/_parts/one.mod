<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- Légende: read in its own encoding -->
<!ENTITY % two SYSTEM "two.mod">
%two;
<!ELEMENT café (%two.model;)>
