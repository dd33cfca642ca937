package chainrule.benchmarks.bench;

/// How long is measured.
///
/// @param rounds how many samples are taken of each contestant
/// @param sample seconds of one sample: as many runs as fill it, and at least one
/// @param warm seconds that each contestant runs before the first sample
/// @param budget seconds of all rounds; when they are over, 3 rounds are enough
record Effort(int rounds, double sample, double warm, double budget) {
    /// What the published figures are made with.
    static final Effort FULL = new Effort(40, 0.02, 5, 60);
}
