import dayjs from "dayjs";
import "dayjs/locale/de.js";
import advanced from "dayjs/plugin/advancedFormat.js";
import relative from "dayjs/plugin/relativeTime.js";
import utc from "dayjs/plugin/utc.js";

dayjs.extend(utc);
dayjs.extend(advanced);
dayjs.extend(relative);
const day = dayjs.utc("2024-02-28T12:00:00Z");
console.log(day.add(2, "day").format("dddd, Do MMMM YYYY Q"), day.locale("de").format("dddd"), day.from(day.add(3, "month")));
console.log(day.endOf("year").toISOString(), day.diff("2023-01-01", "week"), dayjs.isDayjs(day));
