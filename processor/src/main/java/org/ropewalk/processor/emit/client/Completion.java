package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.CodeBlock;

/** What is done with a value that was read. */
interface Completion {
    Reaction with(CodeBlock value);
}
