/**
 * Verbs of many spellings: {@link org.ropewalk.line.verbs.VerbTable} finds the command of a line.
 * It uses the readers of {@code org.ropewalk.line}.
 */
@ForGeneratedCode
@NullMarked
package org.ropewalk.line.verbs;

import org.jspecify.annotations.NullMarked;
import org.ropewalk.annotation.ForGeneratedCode;
