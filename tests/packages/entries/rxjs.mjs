import { bufferCount, concatMap, from, lastValueFrom, map, merge, of, ReplaySubject, scan, Subject, VirtualTimeScheduler, interval, take } from "rxjs";
import { ajax } from "rxjs/ajax";

async function main() {
  console.log(await lastValueFrom(from([1, 2, 3, 4]).pipe(map((x) => x * x), scan((sum, x) => sum + x, 0), bufferCount(2))));
  const subject = new Subject();
  const replay = new ReplaySubject(2);
  subject.subscribe(replay);
  ["a", "b", "c"].forEach((letter) => subject.next(letter));
  replay.subscribe((letter) => console.log("replayed", letter));
  const scheduler = new VirtualTimeScheduler();
  const seen = [];
  merge(interval(10, scheduler).pipe(take(3)), interval(15, scheduler).pipe(take(2), map((x) => `slow ${x}`))).subscribe((x) => seen.push(x));
  scheduler.flush();
  console.log(seen, typeof ajax.getJSON);
  of(1, 2).pipe(concatMap((x) => of(x, x * 10))).subscribe({ next: (x) => console.log(x), complete: () => console.log("complete") });
}

main();
