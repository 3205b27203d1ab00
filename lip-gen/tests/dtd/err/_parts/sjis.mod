<?xml encoding="Shift_JIS"?><!-- ア
 � -->
