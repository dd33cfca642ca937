package chainrule.nn.save;

import chainrule.tensor.Shape;

/// One tensor's line in a header.
///
/// @param begin the first of its bytes, counted from the start of the data
/// @param end one after the last
record Entry(Dtype dtype, Shape shape, long begin, long end) {
    static long bytes(Dtype dtype, Shape shape) {
        return (long) shape.size() * dtype.width();
    }
}
