import * as sass from "sass";

console.log(sass.compileString('@use "sass:math";\n$w: 10px;\n@mixin m($a...) { x: $a; }\n.a { &:hover { width: math.div($w, 4); @include m(1, 2); } @each $k, $v in (p: 1, q: 2) { .#{$k} { n: $v; } } @extend .b; }\n.b { c: lighten(red, 10%) }', { silenceDeprecations: ["color-functions", "global-builtin"] }).css);
try { sass.compileString("a { b: $none }"); } catch (error) { console.log(error.sassMessage, error.span.start.line); }
