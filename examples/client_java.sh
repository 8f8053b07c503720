#!/bin/sh -e
# Make a client in Java and run Client.java with it: sh client_java.sh [address of the service]
# It needs a JDK, openapi-generator-cli from pip, and Debian's libjakarta-annotation-api-java.
service=${1:-http://127.0.0.1:8000}

openapi-generator-cli generate -g java --library native -i "$service/openapi.json" -o made/java \
  --additional-properties invokerPackage=sla,apiPackage=sla.api,modelPackage=sla.model \
  --additional-properties openApiNullable=false,useJakartaEe=true,containerDefaultToNull=true
# the generator's jar has Jackson in it; a project of yours lets Maven or Gradle bring what made/java/pom.xml lists
jackson=$(python3 -c 'import openapi_generator_cli as it; print(it.__path__[0] + "/openapi-generator.jar")')
libraries=$jackson:/usr/share/java/jakarta-annotation-api.jar
javac -encoding UTF-8 -d made/classes -cp "$libraries" $(find made/java/src/main -name '*.java') Client.java
java -cp "made/classes:$libraries" Client "$service"
