package chainrule.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Places for what a group computes and does not store, few of them, so that they stay in the first
/// cache: a register is used again once its last reader has run.
final class Registers {
    /// Places begin at multiples of this, a cache line of floats.
    private static final int ALIGNMENT = 16;

    private final IdentityHashMap<Ref, Integer> passing = new IdentityHashMap<>();
    private final Map<Integer, List<Integer>> free = new HashMap<>();
    private int end;

    /// A register that is there as long as the group runs.
    Ref lasting(int entries) {
        Ref register = Ref.register();
        register.place(claim(entries));
        return register;
    }

    /// A register that is there from one instruction of a block to another of the same.
    Ref passing(int entries) {
        Ref register = Ref.register();
        passing.put(register, entries);
        return register;
    }

    private int claim(int entries) {
        int at = end;
        end += (entries + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return at;
    }

    /// Finds a place for all that pass.
    ///
    /// @return the number of entries of all registers together
    int place(List<Use> each) {
        IdentityHashMap<Ref, Integer> lastRead = new IdentityHashMap<>();
        for (int i = 0; i < each.size(); i++) {
            for (Ref x : each.get(i).reads()) {
                lastRead.put(x, i);
            }
        }
        for (int i = 0; i < each.size(); i++) {
            Use use = each.get(i);
            // only an element-wise loop may write over what it reads
            boolean inPlace = use instanceof Applied;
            if (inPlace) {
                release(use, lastRead, i);
            }
            claim(use.y());
            if (!inPlace) {
                release(use, lastRead, i);
            }
        }
        return end;
    }

    private void claim(Ref y) {
        Integer entries = passing.get(y);
        if (entries != null) {
            List<Integer> places = free.getOrDefault(entries, List.of());
            y.place(places.isEmpty() ? claim(entries.intValue()) : places.removeLast());
        }
    }

    private void release(Use use, IdentityHashMap<Ref, Integer> lastRead, int at) {
        for (Ref x : use.reads().stream().distinct().toList()) {
            Integer entries = passing.get(x);
            if (entries != null && lastRead.getOrDefault(x, -1) == at) {
                free.computeIfAbsent(entries, _ -> new ArrayList<>()).add(x.at(0));
            }
        }
    }
}
