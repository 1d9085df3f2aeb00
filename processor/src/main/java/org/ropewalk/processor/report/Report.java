package org.ropewalk.processor.report;

/** One thing that is wrong, and where. */
public record Report(Diagnostic diagnostic, Place place, String message) {
    /** A report whose text {@code arguments} fill. */
    public static Report of(Diagnostic diagnostic, Place place, Object... arguments) {
        return new Report(diagnostic, place, diagnostic.message(arguments));
    }
}
