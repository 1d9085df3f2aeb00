package org.ropewalk.processor.read.source;

import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Types as the module of a declaration sees them. */
final class Visible {
    private Visible() {}

    /**
     * The type of that qualified name; null if there is none. A compiler that is not told the
     * module looks for the package in all of them, which takes long.
     */
    static TypeElement type(String name, Element declaration, Elements elements) {
        ModuleElement module = elements.getModuleOf(declaration);
        return module == null
                ? elements.getTypeElement(name)
                : elements.getTypeElement(module, name);
    }
}
