import type { Node } from 'konva/lib/Node';
import type { Shape as KonvaShape } from 'konva/lib/Shape';
import 'konva/lib/shapes/Line';
import 'konva/lib/shapes/Transformer';
import type { Transformer as KonvaTransformer } from 'konva/lib/shapes/Transformer';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import {
  Layer as Sheet,
  Line,
  Shape,
  Stage as KonvaStage,
  Transformer,
} from 'react-konva/lib/ReactKonvaCore';
import type { Design, Layer } from '#lib/reposts/design/design.ts';
import { changeLayer } from '#lib/reposts/design/edit-design.ts';
import { frame } from '#lib/reposts/design/frame.ts';
import { boxAround } from '#lib/reposts/design/layer-box.ts';
import { type Guide, snapBox } from '#lib/reposts/design/snap-box.ts';
import { drawBackdrop } from './draw-backdrop.ts';
import { drawLayer } from './draw-layer.ts';
import { layerSize, type Materials } from './layer-size.ts';
import type { Editor } from './use-editor.ts';

type Props = {
  editor: Pick<Editor, 'design' | 'selectedId' | 'edit' | 'select'>;
  materials: Materials;
  /** Pixels of the screen for one of the frame. */
  view: number;
  /** Draws the layers on nothing. */
  bare: boolean;
  /** Called when it is touched anywhere. */
  onTouch: () => void;
  /** Called when the words of a text are to be typed. */
  onWrite: () => void;
};

/** A finger or a mouse snaps within so many pixels of the screen. */
const snapReach = 6;
const handle = 14;
/** A handle can be touched so far around it. */
const handleReach = 16;
const accent = '#0a84ff';

/**
 * The picture to be touched, drawn at the size that it is seen at, by what also
 * draws the file (draw-design.ts). All that can be done here can be done from
 * the list of layers as well.
 */
export function Stage({
  editor: { design, selectedId, edit, select },
  materials,
  view,
  bare,
  onTouch,
  onWrite,
}: Props) {
  const [guides, setGuides] = useState<readonly Guide[]>([]);
  const nodes = useRef(new Map<string, KonvaShape>());
  const transformer = useRef<KonvaTransformer>(null);
  const selected = design.layers.find(({ id }) => id === selectedId);
  const held = selected && !selected.locked && !selected.hidden ? selected : undefined;

  useEffect(() => {
    const node = held && nodes.current.get(held.id);
    transformer.current?.nodes(node ? [node] : []);
  }, [held, materials.fontsAt]);

  const hold = useMemo<Hold>(
    () => ({
      keep: (id, node) => {
        if (node) nodes.current.set(id, node);
        else nodes.current.delete(id);
      },
      select,
      write: (layer) => layer.kind === 'text' && onWrite(),
      drag: (layer, node) => {
        const size = layerSize(layer, materials);
        const box = boxAround({ ...layer, x: node.x(), y: node.y() }, size);
        const snapped = snapBox(box, snapReach / view);
        node.position({ x: node.x() + snapped.dx, y: node.y() + snapped.dy });
        setGuides((now) => (sameGuides(now, snapped.guides) ? now : snapped.guides));
      },
      drop: (layer, node) => {
        setGuides([]);
        const change = { x: node.x(), y: node.y(), scale: node.scaleX(), rotation: node.rotation() };
        // Where nothing changes in the end, React would not put it back.
        node.setAttrs(placeOf(layer));
        edit((now) => changeLayer(now, layer.id, change));
      },
    }),
    [edit, materials, onWrite, select, view],
  );

  return (
    <KonvaStage
      width={frame.width * view}
      height={frame.height * view}
      scaleX={view}
      scaleY={view}
      onPointerDown={onTouch}
      onMouseDown={({ target }) => target === target.getStage() && select(null)}
      onTouchStart={({ target }) => target === target.getStage() && select(null)}
    >
      <Sheet>
        {bare ? null : <Backdrop backdrop={design.backdrop} materials={materials} />}
        {design.layers.map((layer) =>
          layer.hidden ? null : <LayerNode key={layer.id} layer={layer} materials={materials} hold={hold} />,
        )}
      </Sheet>
      <Sheet>
        {guides.map(({ axis, at }) => (
          <Line
            key={`${axis}${at}`}
            points={axis === 'x' ? [at, 0, at, frame.height] : [0, at, frame.width, at]}
            stroke={accent}
            strokeWidth={1 / view}
            listening={false}
          />
        ))}
        <Transformer
          ref={transformer}
          keepRatio
          flipEnabled={false}
          enabledAnchors={['top-left', 'top-right', 'bottom-left', 'bottom-right']}
          rotationSnaps={[0, 45, 90, 135, 180, 225, 270, 315]}
          rotationSnapTolerance={3}
          rotateAnchorOffset={32}
          anchorSize={handle}
          anchorCornerRadius={handle}
          anchorStroke={accent}
          anchorStrokeWidth={1.5}
          anchorStyleFunc={reachable}
          borderStroke={accent}
          borderStrokeWidth={1.5}
        />
      </Sheet>
    </KonvaStage>
  );
}

function reachable(anchor: KonvaShape): void {
  anchor.hitStrokeWidth(handleReach);
}

type Hold = {
  keep: (id: string, node: KonvaShape | null) => void;
  select: (id: string) => void;
  write: (layer: Layer) => void;
  drag: (layer: Layer, node: Node) => void;
  drop: (layer: Layer, node: Node) => void;
};

const placeOf = ({ x, y, scale, rotation }: Layer) => ({ x, y, scaleX: scale, scaleY: scale, rotation });

const sameGuides = (one: readonly Guide[], other: readonly Guide[]) =>
  one.length === other.length &&
  one.every(({ axis, at }, i) => axis === other[i]?.axis && at === other[i]?.at);

const Backdrop = memo(function Backdrop({
  backdrop,
  materials,
}: {
  backdrop: Design['backdrop'];
  materials: Materials;
}) {
  return (
    <Shape listening={false} sceneFunc={(context) => drawBackdrop(context._context, backdrop, materials)} />
  );
});

const LayerNode = memo(function LayerNode({
  layer,
  materials,
  hold,
}: {
  layer: Layer;
  materials: Materials;
  hold: Hold;
}) {
  const size = useMemo(() => layerSize(layer, materials), [layer, materials]);
  return (
    <Shape
      ref={(node: KonvaShape | null) => hold.keep(layer.id, node)}
      {...size}
      {...placeOf(layer)}
      offsetX={size.width / 2}
      offsetY={size.height / 2}
      opacity={layer.opacity}
      draggable={!layer.locked}
      listening={!layer.locked}
      sceneFunc={(context) => drawLayer(context._context, layer, { size, materials })}
      hitFunc={(context, shape) => {
        context.beginPath();
        context.rect(0, 0, size.width, size.height);
        context.fillStrokeShape(shape);
      }}
      onMouseDown={() => hold.select(layer.id)}
      onTouchStart={() => hold.select(layer.id)}
      onDblClick={() => hold.write(layer)}
      onDblTap={() => hold.write(layer)}
      onDragMove={({ target }) => hold.drag(layer, target)}
      onDragEnd={({ target }) => hold.drop(layer, target)}
      onTransformEnd={({ target }) => hold.drop(layer, target)}
    />
  );
});
