import Matter from "matter-js";

const engine = Matter.Engine.create();
const ball = Matter.Bodies.circle(0, 0, 10, { restitution: 0.5 });
Matter.Composite.add(engine.world, [ball, Matter.Bodies.rectangle(0, 200, 400, 20, { isStatic: true })]);
const path = [];
for (let step = 0; step < 120; step += 1) {
  Matter.Engine.update(engine, 1000 / 60);
  if (step % 30 === 0) path.push(ball.position.y.toFixed(2));
}
console.log(path, Matter.Bounds.contains(ball.bounds, ball.position), Matter.version);
