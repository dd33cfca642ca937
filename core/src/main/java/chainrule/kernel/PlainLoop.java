package chainrule.kernel;

import chainrule.kernel.Chain.Link;

/// A chain by its plain definition, entry after entry and link after link: for a JVM that defines
/// no classes at run time. It has the values of [chainrule.graph.Leaf], rounded at each link.
///
/// @param why what is in the way of bytecode
record PlainLoop<A>(Kernels<A> kernels, Chain chain, String why) implements Straight {
    @Override
    @SuppressWarnings("unchecked") // arrays are those of the kernels
    public void run(Object[] arrays, int[] places, int row, int from, int until) {
        A values = kernels.allocate(chain.operands() + chain.links().size());
        for (int i = from; i < until; i++) {
            for (int x = 0; x < chain.operands(); x++) {
                kernels.set(
                        values,
                        x,
                        kernels.get((A) array(arrays, places, x), at(places, x, row) + i));
            }
            for (int k = 0; k < chain.links().size(); k++) {
                kernels.set(values, chain.operands() + k, value(values, chain.links().get(k)));
            }
            for (int k = 0; k < chain.results().size(); k++) {
                int y = chain.operands() + k;
                kernels.set(
                        (A) array(arrays, places, y),
                        at(places, y, row) + i,
                        kernels.get(values, chain.results().get(k)));
            }
        }
    }

    private static Object array(Object[] arrays, int[] places, int place) {
        return arrays[places[3 * place]];
    }

    private static int at(int[] places, int place, int row) {
        return places[3 * place + 1] + row * places[3 * place + 2];
    }

    private double value(A values, Link link) {
        return link.leaf()
                .value(
                        operand(values, link, 0),
                        operand(values, link, 1),
                        operand(values, link, 2));
    }

    private double operand(A values, Link link, int i) {
        return i < link.x().size() ? kernels.get(values, link.x().get(i)) : 0;
    }
}
