package chainrule.viz;

/// A rectangle with its sides along the axes, in points; y grows downwards.
record Box(double left, double top, double width, double height) {
    static Box around(double x, double y, double width, double height) {
        return new Box(x - width / 2, y - height / 2, width, height);
    }

    boolean meets(Box other) {
        return left < other.left + other.width
                && other.left < left + width
                && top < other.top + other.height
                && other.top < top + height;
    }

    /// Whether the line between two points comes inside.
    boolean meets(double x1, double y1, double x2, double y2) {
        double from = 0;
        double to = 1;
        double[] start = {x1, y1};
        double[] step = {x2 - x1, y2 - y1};
        double[] least = {left, top};
        double[] most = {left + width, top + height};
        for (int axis = 0; axis < 2; axis++) {
            if (step[axis] == 0) {
                if (start[axis] < least[axis] || start[axis] > most[axis]) {
                    return false;
                }
            } else {
                double a = (least[axis] - start[axis]) / step[axis];
                double b = (most[axis] - start[axis]) / step[axis];
                from = Math.max(from, Math.min(a, b));
                to = Math.min(to, Math.max(a, b));
            }
        }
        return from < to;
    }

    /// The same with room around it.
    Box wider(double room) {
        return new Box(left - room, top - room, width + 2 * room, height + 2 * room);
    }
}
