package org.ropewalk.processor.read.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.TimePattern;

/** Gives values of {@code java.time} the patterns that {@code @Format} has for them. */
public final class TimeFormats {
    private final Reports reports;

    /** A reader that reports patterns that are none. */
    public TimeFormats(Reports reports) {
        this.reports = reports;
    }

    /**
     * A pattern.
     *
     * @param place where it is written
     */
    public record Written(String source, Place place) {}

    /**
     * What a value is with patterns; nothing if one of them is none, which is reported.
     *
     * @param owner what has the value
     * @param place where the annotation stands
     */
    public Optional<ValueType> of(
            ValueType value, List<Written> patterns, String owner, Place place) {
        if (value instanceof ValueType.Maybe maybe) {
            return of(maybe.value(), patterns, owner, place)
                    .map(each -> new ValueType.Maybe(maybe.javaType(), maybe.kind(), each));
        }
        if (value instanceof ValueType.Several several) {
            return of(several.element(), patterns, owner, place)
                    .map(each -> new ValueType.Several(several.javaType(), several.kind(), each));
        }
        if (!(value instanceof ValueType.Custom custom)
                || !custom.javaType().packageName().equals("java.time")
                || !TimePattern.isKnown(custom.javaType().simpleName())) {
            reports.add(
                    Diagnostic.IGNORED_ANNOTATION,
                    place,
                    "Format",
                    owner,
                    "it is not a date or time",
                    "remove it, or move it to the type");
            return Optional.of(value);
        }
        List<TimePattern> read = new ArrayList<>();
        for (Written pattern : patterns) {
            if (!add(custom, pattern, owner, read)) {
                return Optional.empty();
            }
        }
        return Optional.of(new ValueType.Temporal(custom.javaType(), read));
    }

    private boolean add(
            ValueType.Custom type, Written pattern, String owner, List<TimePattern> read) {
        String simple = type.javaType().simpleName();
        String fault = "";
        try {
            List<TimePattern> all = TimePattern.of(pattern.source());
            for (TimePattern each : all) {
                fault = fault.isEmpty() ? each.fault(simple) : fault;
                read.add(each);
            }
            if (fault.isEmpty() && read.get(0).words() != read.get(read.size() - 1).words()) {
                fault = "its number of words differs from that of another pattern";
            }
        } catch (TimePattern.Fault e) {
            fault = e.getMessage();
        }
        if (!fault.isEmpty()) {
            reports.add(
                    Diagnostic.BAD_TIME_PATTERN,
                    pattern.place(),
                    pattern.source(),
                    simple + " " + owner,
                    fault);
        }
        return fault.isEmpty();
    }
}
