/** Ident: whose connection it is. */
package org.ropewalk.examples.ident;
