/**
 * Benchmarks: {@code mvn -Pbench verify} writes {@code target/bench/results.json} and prints the
 * table; {@code -Dbench.mode=quick} and {@code -Dbench.parts=…} do less.
 */
package org.dubbelslot.bench;
