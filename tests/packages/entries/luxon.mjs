import { DateTime, Duration, IANAZone, Interval } from "luxon";

const day = DateTime.fromISO("2024-03-10T01:30", { zone: "America/New_York" });
console.log(day.plus({ hours: 1 }).toISO(), day.setLocale("fr").toLocaleString(DateTime.DATE_FULL), day.toFormat("kkkk-'W'WW-c"));
console.log(Duration.fromObject({ hours: 50 }).shiftTo("days", "hours").toHuman(), Interval.after(day, { days: 3 }).splitBy({ days: 1 }).length, IANAZone.isValidZone("Nowhere/X"));
