/** How words travel: quotes, literals, chains, short forms, arrays. */
package org.ropewalk.it.words;
