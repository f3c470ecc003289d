"""What can be chosen before an exam: to go on with the one that is not over, a new one, or none."""

RESUME = "resume"
NEW = "new"
LEAVE = "leave"
