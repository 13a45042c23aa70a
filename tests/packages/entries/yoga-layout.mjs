import Yoga, { Align, FlexDirection, Justify } from "yoga-layout";

const root = Yoga.Node.create();
root.setFlexDirection(FlexDirection.Row);
root.setJustifyContent(Justify.SpaceBetween);
root.setAlignItems(Align.Center);
root.setWidth(300);
root.setHeight(100);
for (const size of [50, 80]) {
  const child = Yoga.Node.create();
  child.setWidth(size);
  child.setHeight(size);
  root.insertChild(child, root.getChildCount());
}
root.calculateLayout();
console.log([0, 1].map((index) => root.getChild(index).getComputedLayout()));
