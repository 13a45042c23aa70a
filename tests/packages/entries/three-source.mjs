import { BoxGeometry } from "three/src/geometries/BoxGeometry.js";
import { TorusKnotGeometry } from "three/src/geometries/TorusKnotGeometry.js";
import { Matrix4, Quaternion, Vector3 } from "three/src/Three.Core.js";
import * as all from "three/src/Three.js";

const matrix = new Matrix4().compose(
  new Vector3(1, 2, 3),
  new Quaternion().setFromAxisAngle(new Vector3(0, 1, 0), 1),
  new Vector3(2, 2, 2),
);
console.log(matrix.determinant().toFixed(4), new BoxGeometry().getAttribute("position").count);
const knot = new TorusKnotGeometry(10, 3, 100, 16);
knot.computeBoundingSphere();
console.log(knot.boundingSphere.radius.toFixed(4), knot.index.count);
console.log(Object.keys(all).length, all.Vector3 === Vector3, all.ShaderChunk.common.length, all.MathUtils.clamp(5, 0, 3));
console.log(Object.keys(all.UniformsLib.lights).join());
