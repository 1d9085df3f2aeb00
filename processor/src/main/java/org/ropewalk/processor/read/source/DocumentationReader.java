package org.ropewalk.processor.read.source;

import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;

/** Reads what the compiler knows beside types: comments, deprecation, whether there is source. */
public final class DocumentationReader {
    private final Elements elements;

    public DocumentationReader(Elements elements) {
        this.elements = elements;
    }

    /** The Javadoc, or empty. */
    public String of(Element element) {
        String comment = elements.getDocComment(element);
        return comment == null ? "" : comment.strip();
    }

    public boolean isDeprecated(Element element) {
        return elements.isDeprecated(element);
    }

    /** Whether parameter names are made up, as the compiler does for class files that have none. */
    public boolean isFromClassFile(ExecutableElement method) {
        int index = 0;
        for (VariableElement parameter : method.getParameters()) {
            if (!parameter.getSimpleName().contentEquals("arg" + index++)) {
                return false;
            }
        }
        return of((TypeElement) method.getEnclosingElement()).isEmpty();
    }
}
