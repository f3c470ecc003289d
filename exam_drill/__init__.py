"""exam_drill: exam practice for the JDLA E certificate in which every answer key is proven by execution."""

__version__ = "0.1.0"
