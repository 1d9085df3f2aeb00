package org.ropewalk.processor.read;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.util.Types;
import org.ropewalk.processor.report.Reports;

/** The readers of one declaration, each made once. */
record Readers(
        Types types,
        Annotations annotations,
        TemplateReader templates,
        TypeReader typeReader,
        ReplyReader replyReader,
        AnswerReader answerReader,
        FailureReader failureReader,
        LimitsReader limitsReader,
        DocumentationReader documentation,
        Reports reports) {

    static Readers of(ProcessingEnvironment environment, Reports reports) {
        Types types = environment.getTypeUtils();
        Annotations annotations = new Annotations(environment.getElementUtils());
        TemplateReader templates = new TemplateReader(reports);
        TypeReader typeReader = new TypeReader(types, annotations, templates, reports);
        ReplyReader replyReader = new ReplyReader(annotations, templates, reports);
        return new Readers(
                types,
                annotations,
                templates,
                typeReader,
                replyReader,
                new AnswerReader(types, annotations, typeReader, replyReader, templates, reports),
                new FailureReader(
                        types, environment.getElementUtils(), typeReader, replyReader, reports),
                new LimitsReader(annotations, reports),
                new DocumentationReader(environment.getElementUtils()),
                reports);
    }
}
