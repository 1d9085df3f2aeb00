package org.ropewalk.processor.read;

import java.util.Optional;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.TemplateParser;
import org.ropewalk.processor.template.TemplateSyntaxException;

/** Reads templates, and reports those that are none. */
final class TemplateReader {
    private final Reports reports;

    TemplateReader(Reports reports) {
        this.reports = reports;
    }

    Optional<Template> parse(String source, Place place) {
        try {
            return Optional.of(TemplateParser.parse(source));
        } catch (TemplateSyntaxException e) {
            reports.add(Diagnostic.TEMPLATE_SYNTAX, place, source, e.offset() + 1, e.getMessage());
            return Optional.empty();
        }
    }
}
