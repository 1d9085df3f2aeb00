package org.ropewalk.processor.read.source;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;

/** Tells in which file a type is declared, where the compiler is javac; others do not say it. */
public final class SourceFiles {
    private final Optional<Trees> trees;

    public SourceFiles(ProcessingEnvironment environment) {
        trees = trees(environment);
    }

    private static Optional<Trees> trees(ProcessingEnvironment environment) {
        try {
            return Optional.of(Trees.instance(environment));
        } catch (IllegalArgumentException | LinkageError e) {
            // Another compiler, or a build tool that wraps the environment.
            return Optional.empty();
        }
    }

    /** Whether a top-level type is declared in a file that has the name of another. */
    public boolean isAuxiliary(TypeElement type) {
        if (type.getNestingKind().isNested()) {
            return false;
        }
        TreePath path = trees.map(known -> known.getPath(type)).orElse(null);
        return path != null
                && !path.getCompilationUnit()
                        .getSourceFile()
                        .isNameCompatible(
                                type.getSimpleName().toString(), JavaFileObject.Kind.SOURCE);
    }
}
