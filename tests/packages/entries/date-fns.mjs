import { addBusinessDays, differenceInCalendarDays, eachWeekOfInterval, format, formatDistance, intervalToDuration, parseISO } from "date-fns";
import { de } from "date-fns/locale";
import { ja } from "date-fns/locale/ja";
import { addDays } from "date-fns/fp";

const day = parseISO("2024-02-28T12:00:00");
console.log(format(day, "EEEE, do MMMM yyyy", { locale: de }), format(day, "PPPP", { locale: ja }));
console.log(format(addBusinessDays(day, 3), "yyyy-MM-dd"), differenceInCalendarDays(addDays(10)(day), day));
console.log(formatDistance(day, parseISO("2025-03-01T12:00:00")), intervalToDuration({ start: day, end: parseISO("2024-04-01T13:30:00") }));
console.log(eachWeekOfInterval({ start: day, end: parseISO("2024-03-20") }).map((week) => format(week, "MM/dd")));
