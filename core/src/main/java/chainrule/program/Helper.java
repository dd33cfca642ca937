package chainrule.program;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// A thread of a crew. It sleeps unless it is at a shift.
final class Helper {
    /// No shift.
    private static final Shift NONE = new Shift(new Crew(1));

    private final Crew crew;
    private final int number;
    private final Thread thread;

    /// Where it is: [#NONE] if it sleeps or is about to.
    private final AtomicReference<Shift> at = new AtomicReference<>(NONE);

    private volatile boolean sleeps;
    private volatile boolean leaves;
    private boolean hasBegun;

    /// @param number of the hand, from 1 on
    Helper(Crew crew, int number) {
        this.crew = crew;
        this.number = number;
        this.thread =
                Thread.ofPlatform()
                        .name("chainrule-" + number)
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .unstarted(this::live);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    }

    boolean isAt(Shift shift) {
        return at.get() == shift;
    }

    /// Whether it was free, and now comes.
    boolean comes(Shift shift) {
        if (isAt(NONE) && at.compareAndSet(NONE, shift)) {
            wake();
            return true;
        }
        return false;
    }

    /// Only who has called it wakes it.
    private void wake() {
        if (!hasBegun) {
            hasBegun = true;
            thread.start();
        } else if (sleeps) {
            LockSupport.unpark(thread);
        }
    }

    void leave() {
        leaves = true;
        LockSupport.unpark(thread);
    }

    private void live() {
        while (!leaves) {
            Shift shift = at.get();
            if (shift == NONE) {
                sleep();
            } else {
                shift.help(number, crew);
                at.set(NONE);
            }
        }
    }

    private void sleep() {
        sleeps = true;
        while (isAt(NONE) && !leaves) {
            LockSupport.park(this);
        }
        sleeps = false;
    }
}
