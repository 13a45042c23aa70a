import * as THREE from "three";

const scene = new THREE.Scene();
const box = new THREE.Mesh(new THREE.BoxGeometry(1, 2, 3), new THREE.MeshBasicMaterial({ color: 0x336699 }));
box.position.set(1, 2, 3);
box.rotation.y = Math.PI / 4;
scene.add(box, new THREE.PointLight("red", 2));
scene.updateMatrixWorld(true);

const corner = new THREE.Vector3(0.5, 1, 1.5).applyMatrix4(box.matrixWorld);
console.log(corner.toArray().map((value) => value.toFixed(4)));
const ray = new THREE.Raycaster(new THREE.Vector3(1, 2, 20), new THREE.Vector3(0, 0, -1));
console.log(ray.intersectObject(box).map((hit) => hit.distance.toFixed(4)));
console.log(box.material.color.getHexString(), scene.children.map((child) => child.type), box instanceof THREE.Object3D);
const track = new THREE.NumberKeyframeTrack(".opacity", [0, 1, 2], [0, 1, 0]);
console.log(new THREE.AnimationClip("fade", -1, [track]).duration, THREE.REVISION, Object.keys(THREE).length);
