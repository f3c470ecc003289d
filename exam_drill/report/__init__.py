"""Reports: functions of one result, each in a form of its own."""
