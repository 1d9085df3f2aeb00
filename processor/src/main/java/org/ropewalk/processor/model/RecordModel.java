package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;

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
}
