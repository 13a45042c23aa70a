import moment from "moment";
import "moment/locale/fr.js";

moment.locale("en");
const day = moment.utc("2024-02-28T12:00:00Z");
console.log(day.format("dddd, MMMM Do YYYY, h:mm a"), day.clone().add(1, "month").endOf("month").toISOString());
console.log(day.clone().locale("fr").format("LLLL"), moment.locales());
console.log(moment.duration(90, "minutes").humanize(), day.from(moment.utc("2024-03-01")), moment.version);
console.log(moment.utc("12-25-1995", "MM-DD-YYYY").isoWeek(), moment.isMoment(day));
