from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "alongside.knowledge"

    def ready(self) -> None:
        from alongside.knowledge.indexing.building import learn
        from alongside.sources.announcing import LISTENERS

        if learn not in LISTENERS:
            LISTENERS.append(learn)
