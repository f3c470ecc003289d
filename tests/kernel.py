"""What the kernel holds by itself, with no syntax policy in front."""

from exam_drill.sandbox import Layer

KERNEL = frozenset(Layer) - {Layer.POLICY}
