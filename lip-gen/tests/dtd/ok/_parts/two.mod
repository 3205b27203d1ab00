<?xml encoding="UTF-8" ?>
<!ENTITY % two.model "two,
 three?">
<!ELEMENT two EMPTY><!ELEMENT three (missing*)>