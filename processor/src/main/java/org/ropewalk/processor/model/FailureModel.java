package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;

/**
 * A declared exception: one more alternative of the answer.
 *
 * @param type its class
 * @param parameters those of its single public constructor, in order; each with the accessor that
 *     reads it back
 * @param reply how it is written
 */
public record FailureModel(ClassName type, List<ParameterModel> parameters, ReplyModel reply) {
    /** Copies the list. */
    public FailureModel {
        parameters = List.copyOf(parameters);
    }
}
