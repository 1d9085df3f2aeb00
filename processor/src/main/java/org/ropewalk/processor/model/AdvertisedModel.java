package org.ropewalk.processor.model;

import java.util.List;
import org.ropewalk.processor.template.Template;

/**
 * Lines of the capability list.
 *
 * @param lines the lines
 * @param startsTls whether they are true only where the connection can be secured
 */
public record AdvertisedModel(List<Template> lines, boolean startsTls) {
    /** Copies the list. */
    public AdvertisedModel {
        lines = List.copyOf(lines);
    }
}
