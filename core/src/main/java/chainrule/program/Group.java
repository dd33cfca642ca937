package chainrule.program;

import chainrule.graph.Node;
import chainrule.program.Member.Level;
import chainrule.program.Member.Role;
import chainrule.tensor.Strides;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Element-wise operations and reductions over the same entries, which pass through all of them
/// block by block while they are in the cache. Once an operand or a reduction asks for it, the
/// entries are seen as rows and columns.
final class Group {
    /// The longest row that is held as a whole.
    private static final int LONGEST_ROW = 4096;

    private final int position;
    private final int[] sizes;
    private final List<Member> members = new ArrayList<>();
    private final Map<Node, Member> byNode = new HashMap<>();
    private int split = -1;

    /// @param position of the stage in the schedule: what it reads must come before
    /// @param sizes of the entries, without axes of size 1
    Group(int position, int[] sizes) {
        this.position = position;
        this.sizes = sizes;
    }

    /// A node that may be taken in.
    ///
    /// @param sizes of its operands, without axes of size 1
    /// @param split how many axes in front are left by a reduction of rows, or reduced by one of
    ///   columns; else −1
    @SuppressWarnings("ArrayRecordComponent") // read once, and never compared
    record Candidate(
            Node node, Role role, int[] sizes, int split, ImmutableList<Access> operands) {}

    int position() {
        return position;
    }

    ImmutableList<Member> members() {
        return ImmutableList.copyOf(members);
    }

    int size() {
        return members.size();
    }

    boolean has(Node node) {
        return byNode.containsKey(node);
    }

    /// The number of rows; of blocks of any size if columns are not told apart.
    int rows() {
        return split < 0 ? Views.size(sizes) : Views.size(sizes, 0, split);
    }

    /// The number of columns.
    int columns() {
        return split < 0 ? 1 : Views.size(sizes, split, sizes.length);
    }

    /// How an operand of a member is read.
    Pattern pattern(Member member, Access operand) {
        return Pattern.of(
                operand.view(), split < 0 || member.level() == Level.ROW ? sizes.length : split);
    }

    /// Takes a node in, if it fits.
    ///
    /// @param positions where in the schedule a node is computed; −1 for what is fed
    boolean take(Candidate node, ToIntFunction<Node> positions) {
        if (Arrays.equals(sizes, node.sizes)) {
            int asked = splitFor(node);
            if (asked == -2 || !node.operands.stream().allMatch(x -> fits(x, asked, positions))) {
                return false;
            }
            split = asked;
            return add(node, Level.ENTRY);
        }
        boolean ofRows =
                split >= 0
                        && Arrays.equals(Arrays.copyOf(sizes, split), node.sizes)
                        && node.split < 0
                        && node.operands.stream().anyMatch(x -> has(x.base()))
                        && node.operands.stream().allMatch(x -> fitsRows(x, positions));
        return ofRows && add(node, Level.ROW);
    }

    private boolean add(Candidate node, Level level) {
        Member member = new Member(node.node, node.role, level, node.operands);
        members.add(member);
        byNode.put(node.node, member);
        return true;
    }

    /// The split with the node taken in, −2 if it needs another.
    private int splitFor(Candidate node) {
        if (node.split >= 0) {
            return split == node.split || (split < 0 && isShort(node.split)) ? node.split : -2;
        }
        if (split >= 0) {
            return split;
        }
        return node.operands.stream()
                .filter(x -> !has(x.base()))
                .mapToInt(x -> Pattern.splitFor(x.view()))
                .filter(s -> s >= 0 && isShort(s))
                .findFirst()
                .orElse(-1);
    }

    private boolean isShort(int split) {
        return isShort(sizes, split);
    }

    /// Whether rows are short enough to be held as a whole.
    static boolean isShort(int[] sizes, int split) {
        return Views.size(sizes, split, sizes.length) <= LONGEST_ROW;
    }

    private boolean fits(Access x, int asked, ToIntFunction<Node> positions) {
        Member maker = byNode.get(x.base());
        if (maker == null) {
            return positions.applyAsInt(x.base()) < position;
        }
        if (maker.role().isAfterAll()) {
            return false;
        }
        Pattern needed = maker.resultLevel() == Level.ENTRY ? Pattern.DIRECT : Pattern.ROW;
        return isAt(x.view(), asked < 0 ? sizes.length : asked, needed);
    }

    private boolean fitsRows(Access x, ToIntFunction<Node> positions) {
        Member maker = byNode.get(x.base());
        return maker == null
                ? positions.applyAsInt(x.base()) < position
                : !maker.role().isAfterAll()
                        && maker.resultLevel() == Level.ROW
                        && isAt(x.view(), x.sizes().length, Pattern.DIRECT);
    }

    private static boolean isAt(Strides view, int split, Pattern pattern) {
        return view.offset() == 0 && Pattern.of(view, split) == pattern;
    }

    /// What other stages or the feed give.
    ImmutableList<Access> reads() {
        return members.stream()
                .flatMap(member -> member.operands().stream())
                .filter(x -> !has(x.base()))
                .collect(ImmutableList.toImmutableList());
    }

    /// Whether another group goes over the same entries.
    boolean isOver(Group other) {
        return Arrays.equals(sizes, other.sizes);
    }

    /// Whether rows are told from columns as in another group over the same entries.
    boolean isSplitAs(Group other) {
        return split == other.split;
    }

    /// Gives a member away.
    void drop(Member member) {
        members.remove(member);
        byNode.remove(member.node());
    }

    /// Takes a member of an earlier group in, before those that read it.
    void receive(Member member) {
        int first = 0;
        while (members.get(first).operands().stream().noneMatch(x -> x.base() == member.node())) {
            first++;
        }
        members.add(first, member);
        byNode.put(member.node(), member);
    }
}
