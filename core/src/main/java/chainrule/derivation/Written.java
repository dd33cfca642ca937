package chainrule.derivation;

/// Something written for both kinds of readers.
///
/// @param text as plain text, in Unicode
/// @param latex as LaTeX for mathematics mode with amsmath
public record Written(String text, String latex) {}
