export type Size = { width: number; height: number };
/** Upright, in pixels of the frame. */
export type Box = { left: number; top: number; width: number; height: number };

/** The largest size of the same proportions that lies within another. */
export function contain(size: Size, within: Size): Size {
  const factor = Math.min(within.width / size.width, within.height / size.height);
  return { width: size.width * factor, height: size.height * factor };
}

/**
 * Which part of a picture fills a frame, in pixels of the picture.
 * @param keep which part stays where there is too much, from 0 (left, top) to 1
 */
export function cover(size: Size, within: Size, keep: { x: number; y: number }): Box {
  const factor = Math.max(within.width / size.width, within.height / size.height);
  const width = within.width / factor;
  const height = within.height / factor;
  return { left: (size.width - width) * keep.x, top: (size.height - height) * keep.y, width, height };
}

/** The upright box around a turned layer. */
export function boxAround(layer: { x: number; y: number; scale: number; rotation: number }, size: Size): Box {
  const turn = (layer.rotation * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(turn)), Math.abs(Math.sin(turn))];
  const width = (size.width * cos + size.height * sin) * layer.scale;
  const height = (size.width * sin + size.height * cos) * layer.scale;
  return { left: layer.x - width / 2, top: layer.y - height / 2, width, height };
}
