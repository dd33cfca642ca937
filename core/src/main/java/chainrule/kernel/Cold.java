package chainrule.kernel;

/// When vectors begin: before they are compiled, the JVM makes an object of each, and single
/// numbers, which give the same bits, are quicker.
final class Cold {
    /// So many calls go by single numbers first.
    static final int CALLS = Integer.getInteger("chainrule.cold", 300);

    private Cold() {}
}
