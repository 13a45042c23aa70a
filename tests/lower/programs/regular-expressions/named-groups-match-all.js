const all = [..."a1 b2 c3".matchAll(/(?<l>\w)(?<d>\d)/g)];
console.log(all.map((m) => m.groups.l + m.groups.d + m.index), "a1".match(/(?<l>\w)/).groups.l, "a1 b2".match(/(?<l>[a-z])/g));
for (const { groups: { k, v } } of "x=1;y=2".matchAll(/(?<k>\w)=(?<v>\d)/g)) console.log(k, v);
console.log("a-b_c".split(/(?<sep>[-_])/), /(?<x>a)/.source.length > 0);
