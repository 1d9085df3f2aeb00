package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.CodeBlock;

/** Statements for a value that was read. */
interface Completion {
    CodeBlock with(CodeBlock value);
}
