// The interviewer's room and the candidate's share this: the bell and the clocks.
import { listen } from "./room/bell.js";
import { hideTimers, runClocks, timersHidden } from "./room/clocks.js";

const bell = document.getElementById("bell");
if (bell) listen(bell);
hideTimers(timersHidden());
runClocks();
