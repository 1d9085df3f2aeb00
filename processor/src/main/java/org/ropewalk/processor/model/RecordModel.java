package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;
import org.ropewalk.processor.template.Template;

/**
 * A record, as it is bound by a template.
 *
 * @param type its class
 * @param components its components, in order
 */
public record RecordModel(ClassName type, List<ParameterModel> components) {
    /** Copies the list. */
    public RecordModel {
        components = List.copyOf(components);
    }

    /** {@code org.ropewalk.line.Help}: a command that may be sent. */
    public static final ClassName HELP = ClassName.get("org.ropewalk.line", "Help");

    /** The record as {@code line} has it: the summary of a command may be left out. */
    public RecordModel in(Template line) {
        return type.equals(HELP)
                ? new RecordModel(
                        type,
                        components.stream()
                                .filter(
                                        each ->
                                                each != last()
                                                        || line.bound().contains(each.name()))
                                .toList())
                : this;
    }

    private ParameterModel last() {
        return components.get(components.size() - 1);
    }
}
