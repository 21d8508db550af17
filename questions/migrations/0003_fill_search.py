from django.db import migrations

from questions.search.words import fold


def fill_search(apps, schema_editor):
    question_model = apps.get_model("questions", "Question")
    point_model = apps.get_model("questions", "KeyPoint")
    bank = question_model.objects.using(schema_editor.connection.alias).exclude(current=None)
    for question in bank.select_related("current__guide").iterator(chunk_size=500):
        guide = getattr(question.current, "guide", None)
        points = point_model.objects.filter(guide=guide).order_by("position").values_list("text", flat=True)
        answer = guide.answer if guide else ""
        question.search_title = fold(question.current.title)[:300]
        question.search_text = fold(f"{question.current.prompt}\n{answer}\n{' '.join(points)}")
        question.has_answer = bool(answer)
        question.save(update_fields=["search_title", "search_text", "has_answer"])


class Migration(migrations.Migration):
    dependencies = [("questions", "0002_search_and_saved_filters")]
    operations = [migrations.RunPython(fill_search, migrations.RunPython.noop, elidable=True)]
