package chainrule.program;

import chainrule.eval.Feed;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;

/// A program with buffers of its own, for one thread.
public final class Session {
    private final Program program;

    Session(Program program) {
        this.program = program;
    }

    /// The values of the outputs. They are views of the buffers, valid until the next run.
    public ImmutableList<Tensor> run(Feed feed) {
        return program.run(feed);
    }
}
